export { assignBooks } from './make-rules.ts';
export { responsibleOn, standsOn } from './responsible.ts';
