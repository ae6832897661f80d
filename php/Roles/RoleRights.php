<?php
/**
 * Which of the site's roles may see the balance, and which may spend it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Roles;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Storage\Names;

/**
 * Only roles that write or upload, and do not manage the site: the others have nothing to spend credits on, or may do
 * everything anyway. Kept where WordPress keeps its roles' capabilities, and only where a role differs from the default.
 *
 * @phpstan-type RoleRight array{role: string, name: string, view: bool, spend: bool}
 */
final class RoleRights {

	private const MANAGES = 'manage_options';

	/**
	 * Every such role.
	 *
	 * @return list<RoleRight>
	 */
	public function all(): array {
		$rights = array();
		foreach ( array_keys( wp_roles()->roles ) as $role ) {
			$right = $this->of( (string) $role );
			if ( null !== $right ) {
				$rights[] = $right;
			}
		}
		return $rights;
	}

	/**
	 * What a role may; null where it is no such role.
	 *
	 * @param string $role The role.
	 * @return RoleRight|null
	 */
	public function of( string $role ): ?array {
		$capabilities = wp_roles()->get_role( $role )?->capabilities;
		if ( null === $capabilities || (bool) ( $capabilities[ self::MANAGES ] ?? false ) ) {
			return null;
		}
		$rights = self::rights( $capabilities );
		if ( ! $rights['view'] && ! self::rights( self::without_own( $capabilities ) )['view'] ) {
			return null;
		}
		return array(
			'role'  => $role,
			'name'  => translate_user_role( wp_roles()->role_names[ $role ] ?? $role ),
			'view'  => $rights['view'],
			'spend' => $rights['spend'],
		);
	}

	/**
	 * Sets what a role may. Who may not see the balance may not spend it.
	 *
	 * @param string $role  One of all().
	 * @param bool   $view  See the balance.
	 * @param bool   $spend Spend it.
	 */
	public function set( string $role, bool $view, bool $spend ): void {
		$wp_role = wp_roles()->get_role( $role );
		if ( null === $wp_role ) {
			return;
		}
		$defaults = Capabilities::with_defaults( self::without_own( $wp_role->capabilities ), Names::CAPABILITIES );
		$wanted   = array(
			Capabilities::VIEW  => $view,
			Capabilities::SPEND => $view && $spend,
		);
		foreach ( $wanted as $capability => $is_granted ) {
			if ( $is_granted === $defaults[ $capability ] ) {
				$wp_role->remove_cap( $capability );
			} else {
				$wp_role->add_cap( $capability, $is_granted );
			}
		}
	}

	/**
	 * Gives every role of the current site its defaults again.
	 */
	public static function forget(): void {
		foreach ( wp_roles()->role_objects as $role ) {
			foreach ( array_intersect( Names::CAPABILITIES, array_keys( $role->capabilities ) ) as $capability ) {
				$role->remove_cap( $capability );
			}
		}
	}

	/**
	 * What capabilities come to.
	 *
	 * @param array<array-key, mixed> $capabilities True or false by capability.
	 * @return array{view: bool, spend: bool}
	 */
	private static function rights( array $capabilities ): array {
		$all   = Capabilities::with_defaults( $capabilities, array( Capabilities::VIEW, Capabilities::SPEND ) );
		$views = (bool) $all[ Capabilities::VIEW ];
		return array(
			'view'  => $views,
			'spend' => $views && (bool) $all[ Capabilities::SPEND ],
		);
	}

	/**
	 * Capabilities but the plugin's own.
	 *
	 * @param array<array-key, mixed> $capabilities True or false by capability.
	 * @return array<array-key, mixed>
	 */
	private static function without_own( array $capabilities ): array {
		return array_diff_key( $capabilities, array_flip( Names::CAPABILITIES ) );
	}
}
