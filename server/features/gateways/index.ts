export { signMessage, type Signature } from './sign-message.ts';
export { verifyLine } from './verify-line.ts';
export { verifyMessage, type Asked, type Verdict } from './verify-message.ts';
