<?php
/**
 * The shapes of an image of the media library, and of an action on one.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

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
				'state'         => Schema::one_of( array( 'missing', 'present' ), 'Whether it has alt text.' ),
				'page_title'    => Schema::nullable( Schema::text( 'Title of the page that uses it: plain text.' ) ),
				'can_edit'      => Schema::flag( 'This user may change it.' ),
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
				'image'   => $image,
				'account' => $account,
			)
		);
	}
}
