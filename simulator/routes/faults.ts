import type { FastifyInstance } from 'fastify';
import type { FaultInput } from '../faults/fault.js';
import type { Faults } from '../faults/fault-board.js';
import { invalidFields } from '../genesys-error.js';

/** `PUT {"faults": […]}` replaces what is set, `GET` tells how often each has happened, `DELETE` ends all. */
export function addFaultRoutes(app: FastifyInstance, faults: Faults): void {
  app.get('/simulator/faults', () => faults.report());
  app.put('/simulator/faults', ({ body }) => {
    const wanted: unknown =
      typeof body === 'object' && body !== null ? Reflect.get(body, 'faults') : undefined;
    try {
      // Checked by the room itself, which knows the shape.
      faults.set(wanted as FaultInput[]);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw invalidFields({ errorCode: 'invalid.value', fieldName: 'faults', message: error.message });
    }
    return faults.report();
  });
  app.delete('/simulator/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
}
