// Vite loads the TypeScript of the harness as it is; it comes with vitest.
import { createServer } from 'vite';

const vite = await createServer({
	configFile: false,
	appType: 'custom',
	logLevel: 'warn',
	server: { middlewareMode: true, ws: false, watch: null },
	optimizeDeps: { noDiscovery: true },
});
try {
	const { runBench } = await vite.ssrLoadModule('/test/bench/bench.ts');
	await runBench(process.argv.slice(2));
} finally {
	await vite.close();
}
