<?php
/**
 * Items of a run that are ready to be sent in one request, and those that turned out not to be.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * @phpstan-type Prepared array{item: Item, action_id: string, former: string}
 */
final class Batch {

	/**
	 * What is about to be sent, and under which ids.
	 *
	 * @var list<array{item: Item, action_id: string, former: string}>
	 */
	public array $prepared = array();

	/**
	 * The requests of these.
	 *
	 * @var list<array<string, mixed>>
	 */
	public array $requests = array();

	/**
	 * Items that have ended without being sent.
	 *
	 * @var list<Ended>
	 */
	public array $ended = array();

	/**
	 * Items that have no place in this request.
	 *
	 * @var list<Item>
	 */
	public array $unused = array();

	/** The next item costs more than the run may still spend. */
	public bool $is_too_dear = false;
}
