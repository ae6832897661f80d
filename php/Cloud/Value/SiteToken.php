<?php
/**
 * The secret by which the cloud knows this site.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use LogicException;
use SensitiveParameter;

/**
 * Wrapped so that it is neither printed nor stored by accident.
 */
final class SiteToken {

	/**
	 * A token.
	 *
	 * @param string $token Its text.
	 */
	public function __construct( #[SensitiveParameter] private readonly string $token ) {}

	/**
	 * Its text: for the Authorization header, and for being sealed.
	 */
	public function reveal(): string {
		return $this->token;
	}

	/**
	 * What var_dump shows.
	 *
	 * @return array<string, string>
	 */
	public function __debugInfo(): array {
		return array( 'token' => '…' );
	}

	/**
	 * It is stored sealed or not at all.
	 *
	 * @return array<never, never>
	 * @throws LogicException Always.
	 */
	public function __serialize(): array {
		throw new LogicException( 'A site token is not serialized.' );
	}
}
