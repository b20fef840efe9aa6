export { createIngress, type IngressOptions } from './create-ingress.js';
export { createDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher.js';
export type {
  InboxEntry,
  InboxReader,
  InboxWriter,
  IngressLog,
  ReceivedEvent,
  SessionFinder,
  Topic,
} from './ports.js';
