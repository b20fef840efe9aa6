export { findPersonalData } from './find-personal-data.js';
export { maskPersonalData } from './mask-personal-data.js';
