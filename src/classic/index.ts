// The meta box of the classic editor: adds to its fields the buttons that generate. Without it the fields work as they are.
import domReady from '@wordpress/dom-ready';
import { startBox } from './box';
import './classic.css';

domReady( () => {
	const box = document.querySelector< HTMLElement >( '.srg-classic' );
	if ( box !== null ) {
		startBox( box ).catch( () => {
			// It was preloaded. Without it the fields work as they are.
		} );
	}
} );
