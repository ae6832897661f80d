<?php
/**
 * The Help tab of each screen: the questions that people ask, with short answers.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

/**
 * Adds tabs to the current screen.
 */
final class HelpTabs {

	/**
	 * For the Account screen.
	 */
	public function add_to_account(): void {
		$this->add(
			'credits',
			__( 'Credits', 'seo-rank-genius' ),
			array(
				array( __( 'What spends credits?', 'seo-rank-genius' ), __( 'Only an AI action that has given you a result: 1 to 15 credits, and the price is shown before you click. Looking at balances, settings and results is free, and so is editing by hand.', 'seo-rank-genius' ) ),
				array( __( 'What is the difference between Shared and Domain Credits?', 'seo-rank-genius' ), __( 'Shared Credits can be used by every site on your license: best for agencies and for several sites. Domain Credits can be used by this site only: best for one site, or for a client who is to have a balance of their own. Domain Credits are spent first.', 'seo-rank-genius' ) ),
				array( __( 'Do credits expire?', 'seo-rank-genius' ), __( 'No. Without an active plan they are kept but cannot be spent; when you renew, all of them are back.', 'seo-rank-genius' ) ),
				array( __( 'Can I move credits to somebody else?', 'seo-rank-genius' ), __( 'No. They belong to your account. Another site of yours can use your Shared Credits once it is connected to the same license.', 'seo-rank-genius' ) ),
				array( __( 'Why did my credits drop quickly?', 'seo-rank-genius' ), __( 'Actions on many pages or images at once add up. Look at Total Available and at the price on the button before you start, and try a few first.', 'seo-rank-genius' ) ),
				array( __( 'Does a failed action cost anything?', 'seo-rank-genius' ), __( 'No. What fails, times out or is cancelled is not charged. A result that you do not like is charged: edit it by hand, or generate it again.', 'seo-rank-genius' ) ),
				array( __( 'What is Personalization for?', 'seo-rank-genius' ), __( 'It tells the model about your brand and is sent with everything that you have generated. With Brand Name, Brand About and two Strategy fields filled in, texts sound like you; without them they sound like anyone.', 'seo-rank-genius' ) ),
			)
		);
		$this->add(
			'troubleshooting',
			__( 'Troubleshooting', 'seo-rank-genius' ),
			array(
				array( __( 'The balance shows 0, and nothing can be generated', 'seo-rank-genius' ), __( 'All credits are spent. Buy a pack: the balance follows within seconds of the payment, and what was waiting can be resumed with one click.', 'seo-rank-genius' ) ),
				array( __( 'I have paid, but my credits are not here', 'seo-rank-genius' ), __( 'They arrive by themselves within seconds while this screen is open. If they are not here after 5 minutes, choose "Check again", or write to support with the number of your order.', 'seo-rank-genius' ) ),
				array( __( 'The balance looks old', 'seo-rank-genius' ), __( 'The time beside it says when it was read. It follows every AI action by itself; when the service cannot be reached, the last known balance is shown until it can.', 'seo-rank-genius' ) ),
				array( __( 'This site asks me to connect again', 'seo-rank-genius' ), __( 'That happens after the site has moved to another address, was copied, got new secret keys, or was disconnected by the owner of its license. Connect it again in the License tab: until then nothing is spent from here.', 'seo-rank-genius' ) ),
			)
		);
	}

	/**
	 * For the Image SEO screen.
	 */
	public function add_to_image_seo(): void {
		$this->add(
			'alt-text',
			__( 'Alt text', 'seo-rank-genius' ),
			array(
				array( __( 'What does it cost?', 'seo-rank-genius' ), __( '1 credit for each image that gets a text, so 72 images cost 72 credits. Editing by hand is free, connected or not.', 'seo-rank-genius' ) ),
				array( __( 'What is sent?', 'seo-rank-genius' ), __( 'When you click Generate Alt Text: a shrunk copy of the picture, its file name, the title of a page that uses it, your Personalization and the language. Nothing is sent before that, unless you have turned on texts for new uploads.', 'seo-rank-genius' ) ),
				array( __( 'Where is the text kept?', 'seo-rank-genius' ), __( 'In the alternative text field of the media library, where you can edit it as any other. It stays when you remove this plugin.', 'seo-rank-genius' ) ),
				array( __( 'Does it replace texts that I have written?', 'seo-rank-genius' ), __( 'Only if you choose to overwrite, and then it says how many. A text that somebody changes while the model writes is kept in any case, and "Undo all" puts the former texts of a run back.', 'seo-rank-genius' ) ),
				array( __( 'Which images should have no text?', 'seo-rank-genius' ), __( 'Ornaments, dividers and backgrounds that say nothing. Mark them as decorative: they stay empty, no run touches them, and they are no longer counted as missing.', 'seo-rank-genius' ) ),
				array( __( 'Can new uploads get a text by themselves?', 'seo-rank-genius' ), __( 'Yes, if an administrator turns it on; it is off at first. It writes in the background and never spends more in a month than the ceiling that you set.', 'seo-rank-genius' ) ),
				array( __( 'Which kinds of picture can be read?', 'seo-rank-genius' ), __( 'JPEG, PNG, WebP, AVIF and GIF. SVG and HEIC too where the server has Imagick. What cannot be read is listed with its reason and costs nothing.', 'seo-rank-genius' ) ),
			)
		);
		$this->add(
			'image-troubleshooting',
			__( 'Troubleshooting', 'seo-rank-genius' ),
			array(
				array( __( 'The badge shows 0 Credits, and nothing can be generated', 'seo-rank-genius' ), __( 'Choose Buy Credits in the header. When the payment has arrived the badge follows by itself, and "Resume" goes on with what was waiting.', 'seo-rank-genius' ) ),
				array( __( 'I have paid, but the badge has not changed', 'seo-rank-genius' ), __( 'Choose the refresh icon in the badge. If the credits are not here after 5 minutes, write to support with the number of your order.', 'seo-rank-genius' ) ),
				array( __( 'My credits ran out in the middle', 'seo-rank-genius' ), __( 'The run has stopped at that image. All texts before it are saved, and nothing has to be chosen again: buy credits, then choose "Resume" for exactly the rest.', 'seo-rank-genius' ) ),
				array( __( 'Texts are empty or very short', 'seo-rank-genius' ), __( 'Fill in the Personalization tab of Account: Brand Name, Brand About and at least two Strategy fields. Then generate again. An empty answer of the model is a failure and costs nothing.', 'seo-rank-genius' ) ),
				array( __( 'It fails with an error', 'seo-rank-genius' ), __( 'Nothing was charged. Wait two or three minutes and try again. If it goes on failing, ask your host whether outgoing connections are blocked by a firewall or a proxy.', 'seo-rank-genius' ) ),
				array( __( 'The text is wrong', 'seo-rank-genius' ), __( 'Edit it by hand, or choose Regenerate for one more credit. A better Personalization, titles of pages, and file names that say what is in the picture help the model.', 'seo-rank-genius' ) ),
				array( __( 'I closed the tab', 'seo-rank-genius' ), __( 'The run goes on in the background. Open this screen again to follow or to stop it.', 'seo-rank-genius' ) ),
			)
		);
	}

	/**
	 * For the Content SEO screen.
	 */
	public function add_to_content_seo(): void {
		$this->add(
			'content-seo',
			__( 'Content SEO', 'seo-rank-genius' ),
			array(
				array( __( 'What does it cost?', 'seo-rank-genius' ), __( 'A meta title, a meta description or schema: 1 credit for each page. Link suggestions: 2, plus 1 for each 25 pages that are compared. An analysis: 3, plus 1 for each 500 words. The price stands on the button before you click.', 'seo-rank-genius' ) ),
				array( __( 'What is free?', 'seo-rank-genius' ), __( 'Editing by hand, templates, counts of links, pages to which nothing links, and the score of readability and structure. All of it works unconnected and without credits.', 'seo-rank-genius' ) ),
				array( __( 'What is sent?', 'seo-rank-genius' ), __( 'When you choose Generate: the title and the text of that page as a visitor reads it, your Personalization and the language; for links also titles and beginnings of pages that it could link to.', 'seo-rank-genius' ) ),
				array( __( 'I have another SEO plugin', 'seo-rank-genius' ), __( 'Beside Yoast SEO, Rank Math or All in One SEO, titles and descriptions are saved into that plugin, and it prints them. This plugin then prints none.', 'seo-rank-genius' ) ),
				array( __( 'What are orphans?', 'seo-rank-genius' ), __( 'Public pages to which no other public page of this site links in its text. Visitors and search engines hardly find them.', 'seo-rank-genius' ) ),
				array( __( 'I do not like a result', 'seo-rank-genius' ), __( 'Edit it, choose Undo, or restore an earlier one from its History. "Undo all" puts back all that a run has replaced. Restoring is free.', 'seo-rank-genius' ) ),
				array( __( 'I closed the tab', 'seo-rank-genius' ), __( 'The run goes on in the background. Open this screen again to follow or to stop it.', 'seo-rank-genius' ) ),
			)
		);
	}

	/**
	 * Adds one tab to the current screen.
	 *
	 * @param string                     $id        Its id.
	 * @param string                     $title     Its title.
	 * @param list<array{string, string}> $questions Questions with their answers.
	 */
	private function add( string $id, string $title, array $questions ): void {
		$content = '';
		foreach ( $questions as list( $question, $answer ) ) {
			$content .= '<p><strong>' . esc_html( $question ) . '</strong><br>' . esc_html( $answer ) . '</p>';
		}
		get_current_screen()?->add_help_tab(
			array(
				'id'      => 'seo-rank-genius-' . $id,
				'title'   => $title,
				'content' => $content,
			)
		);
	}
}
