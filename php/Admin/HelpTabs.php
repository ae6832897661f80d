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
				array( __( 'What is the difference between Shared and Domain Credits?', 'seo-rank-genius' ), __( 'Shared Credits can be used by every site on your license. Domain Credits can be used by this site only. Domain Credits are spent first.', 'seo-rank-genius' ) ),
				array( __( 'Do credits expire?', 'seo-rank-genius' ), __( 'No. Without an active plan they are kept but cannot be spent; when you renew, all of them are back.', 'seo-rank-genius' ) ),
				array( __( 'Why did my credits drop quickly?', 'seo-rank-genius' ), __( 'Actions on many pages or images at once add up. Look at Total Available and at the price on the button before you start, and try a few first.', 'seo-rank-genius' ) ),
				array( __( 'Does a failed action cost anything?', 'seo-rank-genius' ), __( 'No. What fails, times out or is cancelled is not charged. A result that you do not like is charged: edit it by hand, or generate it again.', 'seo-rank-genius' ) ),
			)
		);
		$this->add(
			'troubleshooting',
			__( 'Troubleshooting', 'seo-rank-genius' ),
			array(
				array( __( 'I have paid, but my credits are not here', 'seo-rank-genius' ), __( 'They arrive by themselves within seconds while this screen is open. If they are not here after 5 minutes, choose "Check again", or write to support with the number of your order.', 'seo-rank-genius' ) ),
				array( __( 'The balance looks old', 'seo-rank-genius' ), __( 'The time beside it says when it was read. It follows every AI action by itself; when the service cannot be reached, the last known balance is shown until it can.', 'seo-rank-genius' ) ),
				array( __( 'This site asks me to connect again', 'seo-rank-genius' ), __( 'That happens after the site has moved to another address, was copied, or got new secret keys. Connect it again in the License tab: your credits are kept by your account.', 'seo-rank-genius' ) ),
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
				array( __( 'What does it cost?', 'seo-rank-genius' ), __( '1 credit for each image that gets a text. Editing by hand is free, connected or not.', 'seo-rank-genius' ) ),
				array( __( 'What is sent?', 'seo-rank-genius' ), __( 'When you click Generate: a shrunk copy of the picture, its file name, the title of the page that uses it and the language of your site. Nothing is sent before that.', 'seo-rank-genius' ) ),
				array( __( 'Where is the text kept?', 'seo-rank-genius' ), __( 'In the alternative text field of the media library, where you can edit it as any other. It stays when you remove this plugin.', 'seo-rank-genius' ) ),
				array( __( 'The text is wrong or too short', 'seo-rank-genius' ), __( 'Edit it by hand, or choose Regenerate for one more credit. Titles of pages and file names that say what is in the picture help the model.', 'seo-rank-genius' ) ),
				array( __( 'It fails with an error', 'seo-rank-genius' ), __( 'Nothing was charged. Wait two or three minutes and try again. If it goes on failing, ask your host whether outgoing connections are blocked.', 'seo-rank-genius' ) ),
				array( __( 'My credits ran out', 'seo-rank-genius' ), __( 'Texts that were already written are saved. Buy credits, then generate the rest.', 'seo-rank-genius' ) ),
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
