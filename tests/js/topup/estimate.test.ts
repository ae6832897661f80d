// The planner's formula, against the sizes of the planning guide.
import { estimateCredits } from '../../../src/topup/estimate';

it.each( [
	[ 'small portfolio', 10, 30, 30, 50, 25 ],
	[ 'medium agency site', 50, 200, 200, 300, 150 ],
	[ 'large CMS site, images alone', 0, 500, 500, 500, 250 ],
	[ 'alt text that is there is not written again', 50, 200, 0, 100, 150 ],
	[ 'an odd pass: half a credit is a credit', 0, 3, 1, 1, 2 ],
	[ 'an empty site', 0, 0, 0, 0, 0 ],
] )( '%s', ( _name, pages, images, imagesWithoutAlt, firstPass, quarter ) => {
	expect(
		estimateCredits( {
			pages,
			images,
			images_without_alt: imagesWithoutAlt,
		} )
	).toEqual( { first_pass: firstPass, quarter } );
} );
