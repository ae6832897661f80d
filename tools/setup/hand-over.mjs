// Hands over to a script on Node 24, relays a stop to it once, and leaves nothing running behind it.

import { spawn } from 'node:child_process';
import { dirname, delimiter } from 'node:path';
import { node24, root } from './packages.mjs';

/**
 * The script runs in a process group of its own, so that one Ctrl-C reaches it once, through here. It reports each
 * process group that it starts as `{ group }`; what is left of them when it ends, however it ends, is killed.
 *
 * @param {string[]} args The script and its arguments.
 * @param {NodeJS.ProcessEnv} [env] Added to this process's own.
 * @return {Promise<number>} The script's exit code.
 */
export function handOver(args, env = {}) {
	const child = spawn(node24, args, {
		cwd: root,
		detached: true,
		env: { ...process.env, ...env, PATH: `${dirname(node24)}${delimiter}${process.env.PATH}` },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	/** @type {Set<number>} */
	const groups = new Set();
	child.on('message', (message) => {
		if (typeof message === 'object' && message !== null && 'group' in message && typeof message.group === 'number') {
			groups.add(message.group);
		}
	});
	const stop = () => {
		if (child.connected) {
			child.send({ stop: true }, () => {});
		}
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, stop);
	}
	if (process.env.npm_lifecycle_event) {
		// An npm that is killed outright tells nobody; what it started must not stay.
		const npm = process.ppid;
		setInterval(() => process.ppid !== npm && stop(), 1000).unref();
	}
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code) => {
			groups.forEach(killGroup);
			if (child.pid !== undefined) {
				killGroup(child.pid);
			}
			resolve(code ?? 1);
		});
	});
}

/**
 * @param {number} group
 */
function killGroup(group) {
	try {
		process.kill(-group, 'SIGKILL');
	} catch {
		// Already gone: what a clean end looks like.
	}
}
