// Pieces of a screen that are seldom seen: fetched when they are first shown.
import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ComponentType, ReactNode } from 'react';
import { NoticeCard } from './notice-card';

/** Fetched pieces by what fetches them. */
const fetched = new Map< unknown, ComponentType< object > >();

/**
 * A component that is fetched when it is first rendered.
 *
 * @param load     Fetches it.
 * @param fallback What stands there meanwhile.
 */
export function lazily< P extends object >(
	load: () => Promise< ComponentType< P > >,
	fallback: ReactNode
): ComponentType< P > {
	return function Lazy( props: P ) {
		const [ attempt, setAttempt ] = useState( 0 );
		const [ hasFailed, setFailed ] = useState( false );
		const [ , setThere ] = useState( false );
		const Piece = fetched.get( load ) as ComponentType< P > | undefined;
		useEffect( () => {
			setFailed( false );
			load().then(
				( piece ) => {
					fetched.set( load, piece as ComponentType< object > );
					setThere( true );
				},
				() => setFailed( true )
			);
		}, [ attempt ] );
		if ( Piece !== undefined ) {
			return <Piece { ...props } />;
		}
		return hasFailed ? (
			<NoticeCard
				status="error"
				action={
					<Button
						variant="secondary"
						onClick={ () => setAttempt( attempt + 1 ) }
					>
						{ __( 'Try again', 'seo-rank-genius' ) }
					</Button>
				}
			>
				{ __(
					'WordPress did not answer. Check your connection, then try again.',
					'seo-rank-genius'
				) }
			</NoticeCard>
		) : (
			<>{ fallback }</>
		);
	};
}
