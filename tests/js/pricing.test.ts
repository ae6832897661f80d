// Prices, against the vectors that the cloud and PHP are held to.
import vectors from '../../schema/vectors/pricing.json';
import {
	countCodePoints,
	countWords,
	priceInCredits,
	type PricedFeature,
} from '../../src/pricing';

it.each( vectors.words )( 'words: $name', ( vector ) => {
	expect( countCodePoints( vector.text ) ).toBe( vector.code_points );
	expect( countWords( vector.code_points ) ).toBe( vector.words );
} );

it.each(
	vectors.prices as ( PricedFeature & { name: string; price: number } )[]
)( 'price of $feature: $name', ( { price, ...run } ) => {
	expect( priceInCredits( run ) ).toBe( price );
} );
