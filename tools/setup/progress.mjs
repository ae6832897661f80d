// Shows that long steps are alive: one line with what is happening and for how long.

const beat_ms = 15_000;
const terminal = process.stdout.isTTY === true;

/** @type {Map<string, number>} What is being done, and since when. */
const running = new Map();

/**
 * Runs a step under a heading. On a terminal one line counts the seconds of all steps that are running; elsewhere a
 * step has a line at its beginning and then one every 15 seconds. A step that ends within a second leaves no line.
 *
 * @template T
 * @param {string} title What is happening, as "Installing npm packages".
 * @param {() => Promise<T>} work
 * @return {Promise<T>} What the work returns.
 */
export async function step(title, work) {
	const started = performance.now();
	let shown = false;
	running.set(title, started);
	const show = () => {
		if (terminal) {
			draw();
		} else {
			console.log(shown ? `${title}… ${secondsSince(started)} s` : `${title}…`);
		}
		shown = true;
	};
	const first = setTimeout(show, 1000);
	const beat = setInterval(show, terminal ? 1000 : beat_ms);
	const end = (/** @type {string} */ outcome) => {
		clearTimeout(first);
		clearInterval(beat);
		running.delete(title);
		if (shown) {
			console.log(`${terminal ? '\r\u001b[K' : ''}${title}: ${outcome} ${secondsSince(started)} s`);
		}
	};
	try {
		const result = await work();
		end('done in');
		return result;
	} catch (error) {
		end('failed after');
		throw error;
	}
}

/**
 * Draws the one line over itself, cut to the terminal's width so that it stays one.
 */
function draw() {
	const steps = [...running].map(([title, started]) => `${title}… ${secondsSince(started)} s`);
	process.stdout.write(`\r\u001b[K${steps.join(' · ').slice(0, (process.stdout.columns || 80) - 1)}`);
}

/**
 * @param {number} started
 */
function secondsSince(started) {
	return Math.round((performance.now() - started) / 1000);
}
