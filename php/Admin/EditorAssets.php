<?php
/**
 * The script and the data of the block editor's sidebar.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Content\Contents;
use SeoRankGenius\Rest\AccountView;
use SeoRankGenius\Rest\Answers;
use SeoRankGenius\Rest\ContentDetail;
use SeoRankGenius\Seo\PublishedPages;
use WP_Post;

/**
 * Only where a post of a public type is edited in the block editor, by one who may edit it and see the balance. The
 * site editor and the editor of widgets get nothing.
 */
final class EditorAssets {

	/**
	 * Assets.
	 *
	 * @param BuiltFiles    $files        Enqueues what is built.
	 * @param AccountView   $account      Shows the account.
	 * @param ContentDetail $detail       Shows what is kept with the post.
	 * @param Capabilities  $capabilities Who may.
	 */
	public function __construct(
		private readonly BuiltFiles $files,
		private readonly AccountView $account,
		private readonly ContentDetail $detail,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Enqueues them where they are wanted. What the sidebar shows first is preloaded: opening the editor makes no request
	 * of the plugin's.
	 */
	public function enqueue(): void {
		$post = self::edited_post();
		if ( null === $post || ! $this->capabilities->can_view() || ! $this->capabilities->can_edit_content( $post->ID ) ) {
			return;
		}
		if ( $this->files->enqueue( 'editor' ) ) {
			// WordPress has made a new post for the editor that nobody has saved yet: nothing is kept with it.
			$kept = null === Contents::find( $post->ID ) ? array() : array( '/' . Answers::ROUTES . '/contents/' . $post->ID => $this->detail->show( $post ) );
			BuiltFiles::preload( array( '/' . Answers::ROUTES . '/account' => $this->account->show() ) + $kept );
		}
	}

	/**
	 * The post that this screen edits; null where it edits none of a public type.
	 */
	private static function edited_post(): ?WP_Post {
		$screen = get_current_screen();
		$post   = get_post();
		return null !== $screen && 'post' === $screen->base && null !== $post && in_array( $post->post_type, PublishedPages::types(), true ) ? $post : null;
	}
}
