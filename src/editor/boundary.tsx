// Keeps a failure of the sidebar within it: the editor around it, and what is typed there, go on.
import { Button } from '@wordpress/components';
import { Component } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

interface BoundaryProps {
	children: ReactNode;
}

export class Boundary extends Component<
	BoundaryProps,
	{ hasFailed: boolean }
> {
	public override state = { hasFailed: false };

	public static getDerivedStateFromError() {
		return { hasFailed: true };
	}

	public override render(): ReactNode {
		return this.state.hasFailed ? (
			<div className="seo-rank-genius srg-editor" role="alert">
				<p>
					{ __(
						'This sidebar has come upon something that it cannot show. Your post and its texts are as they were.',
						'seo-rank-genius'
					) }
				</p>
				<Button
					variant="secondary"
					onClick={ () => this.setState( { hasFailed: false } ) }
				>
					{ __( 'Try again', 'seo-rank-genius' ) }
				</Button>
			</div>
		) : (
			this.props.children
		);
	}
}
