import type { TestServer } from '../server.js';
import type { Case } from './case.js';
import { createChurnCases } from './cases/churn.js';
import { createClickCases } from './cases/click.js';
import { createHeldCases } from './cases/held.js';
import { createRunCases } from './cases/run.js';
import { SIZE_CASES } from './cases/size.js';
import { createWithdrawalCases } from './cases/withdrawal.js';
import type { Visits } from './visit.js';

/** In the order in which they are measured and shown. */
export const createCases = (visits: Visits, server: TestServer): Case[] => [
	...createRunCases(visits, server),
	...createClickCases(visits, server),
	...createChurnCases(visits),
	...createHeldCases(visits),
	...createWithdrawalCases(visits),
	...SIZE_CASES,
];
