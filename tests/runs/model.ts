// Tells the model's stand-in how to fail or wait, and asks it how often it was called.

interface Fault {
	effect: 'latency' | 'status' | 'disconnect' | 'length' | 'content_filter' | 'empty';
	latency_ms?: number;
	status?: number;
	retry_after_s?: number;
	count?: number | null;
	after?: number;
	every_nth?: number;
}

interface Armed {
	id: string;
	matched: number;
	struck: number;
}

export class Model {
	readonly #faultsUrl: string;
	#counter: Armed | undefined;

	private constructor(url: string) {
		this.#faultsUrl = `${url}/_sandbox/faults`;
	}

	/** Without any fault, and counting from 0. */
	static async fresh(url: string): Promise<Model> {
		const model = new Model(url);
		await model.work();
		return model;
	}

	/** Takes every fault away and counts from 0. */
	async work(): Promise<void> {
		await fetch(this.#faultsUrl, { method: 'DELETE' });
		// It never strikes; what it is asked about it counts.
		this.#counter = await this.arm({ effect: 'latency', after: 1_000_000_000, count: null });
	}

	async arm(fault: Fault): Promise<Armed> {
		const answer = await fetch(this.#faultsUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) });
		if (answer.status !== 201) {
			throw new Error(`The model takes no such fault: ${await answer.text()}`);
		}
		return (await answer.json()) as Armed;
	}

	/** How often it was called since it last had no fault. */
	async calls(): Promise<number> {
		const { faults } = (await (await fetch(this.#faultsUrl)).json()) as { faults: Armed[] };
		return faults.find(({ id }) => id === this.#counter?.id)?.matched ?? 0;
	}
}
