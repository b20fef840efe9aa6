import type { FastifyInstance } from 'fastify';
import type { Setting } from '../setting.js';

/** `GET` shows, `PUT` replaces and shows, `DELETE` returns to the defaults. */
export function addSettingRoutes<Value, Input>(
  app: FastifyInstance,
  address: string,
  setting: Setting<Value, Input>,
): void {
  app.get(address, () => setting.current());
  app.put(address, ({ body }) => {
    // Checked by the setting itself, which knows the shape.
    setting.set(body as Input);
    return setting.current();
  });
  app.delete(address, (_request, reply) => {
    setting.set({} as Input);
    return reply.code(204).send();
  });
}
