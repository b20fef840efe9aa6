// stands for src/wiring/log.ts, which must not import src/worker.ts
import '../worker.js';
