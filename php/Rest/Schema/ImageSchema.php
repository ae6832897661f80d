<?php
/**
 * The shapes of an image of the media library, of a page of them, and of an action on one.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Features\ImageAltText\ImageState;

/**
 * Images, with their alt text.
 */
final class ImageSchema {

	/**
	 * An image.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'image',
			array(
				'id'            => Schema::count( 'The attachment.', 1 ),
				'title'         => Schema::text( 'Its title: plain text.' ),
				'file_name'     => Schema::text( 'Its file, without folders.' ),
				'thumbnail_url' => Schema::nullable( Schema::text( 'A small picture of it.' ) ),
				'edit_url'      => Schema::text( 'Where it is edited in the media library.' ),
				'alt_text'      => Schema::text( 'Its alt text: plain text, empty when it has none.' ),
				'state'         => Schema::one_of( ImageState::values(), 'missing: no text. short: too short to say anything. written: by a person. generated: by the model, and not changed since. decorative: it is to have none.' ),
				'failure'       => Schema::nullable( Schema::text( 'Why the last generation came to nothing: a problem code or the reason why the picture cannot be sent; null once there is a new text.' ) ),
				'page_title'    => Schema::nullable( Schema::text( 'Title of a page that uses it, as far as known: plain text.' ) ),
				'page_url'      => Schema::nullable( Schema::text( 'Where that page is edited; null without the right to.' ) ),
				'can_edit'      => Schema::flag( 'This user may change it.' ),
			)
		);
	}

	/**
	 * A piece of the list.
	 *
	 * @return array<string, mixed>
	 */
	public static function page(): array {
		return Schema::document(
			'images_page',
			array(
				'images'      => Schema::list_of( self::item() ),
				'total'       => Schema::count( 'How many match, on all pages.' ),
				'next_cursor' => Schema::nullable( Schema::text( 'Asks for what follows; null at the end.' ) ),
				'counts'      => Schema::object(
					'image_counts',
					array(
						'all'        => Schema::count( 'Images in the library.' ),
						'missing'    => Schema::count( 'Without alt text, and not decorative.' ),
						'short'      => Schema::count( 'With a text too short to say anything.' ),
						'generated'  => Schema::count( 'With the text of the model, unchanged.' ),
						'failed'     => Schema::count( 'Whose last generation came to nothing.' ),
						'decorative' => Schema::count( 'Marked as decorative.' ),
					)
				),
				'index'       => Schema::object(
					'image_index',
					array(
						'complete' => Schema::flag( 'Every image of the library is counted and found; if not, ask again.' ),
						'indexed'  => Schema::count( 'How many are so far.' ),
						'total'    => Schema::count( 'How many there are.' ),
					)
				),
			)
		);
	}

	/**
	 * One run of `image_alt` on one image, with what became of the image and of the account.
	 *
	 * @return array<string, mixed>
	 */
	public static function action(): array {
		$image   = self::item();
		$account = AccountSchema::item();
		unset( $image['$schema'], $account['$schema'] );
		return Schema::document(
			'image_action',
			array(
				'action'  => Schema::object(
					'action',
					array(
						'id'          => Schema::uuid( 'The id that the cloud has charged it under.' ),
						'outcome'     => Schema::one_of( array( 'completed', 'failed', 'expired', 'refused', 'in_progress' ), 'What became of it; in_progress: ask again with the same id.' ),
						'cost'        => Schema::count( 'Credits charged.' ),
						'from_domain' => Schema::count( 'Of these, from the Domain pool.' ),
						'from_shared' => Schema::count( 'Of these, from the Shared pool.' ),
						'code'        => Schema::nullable( Schema::problem_code() ),
					)
				),
				'applied' => Schema::flag( 'The text is the alt text of the image now; if not although there is one, somebody has changed it meanwhile.' ),
				'text'    => Schema::nullable( Schema::text( 'The text that was made: plain text.' ) ),
				'image'   => $image,
				'account' => $account,
			)
		);
	}
}
