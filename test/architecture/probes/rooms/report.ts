// stands for src/report/blocks.ts, which must not import src/store/index.ts
import { createStore } from '../store/index.js';
export const probe = createStore;
