// What the sidebar uses of the block editor's own scripts. WordPress brings them; they are no packages of ours.

declare module '@wordpress/plugins' {
	import type { ComponentType, ReactElement } from 'react';
	export function registerPlugin(
		name: string,
		settings: { icon?: ReactElement; render: ComponentType }
	): unknown;
}

declare module '@wordpress/editor' {
	import type { ComponentType, ReactElement, ReactNode } from 'react';
	export const PluginSidebar: ComponentType< {
		name: string;
		title: string;
		icon?: ReactElement;
		className?: string;
		children: ReactNode;
	} >;
	export const PluginBlockSettingsMenuItem: ComponentType< {
		allowedBlocks?: readonly string[];
		icon?: ReactElement;
		label: string;
		onClick: () => void;
	} >;
}
