export { fillAction, findDemoFill, type DemoFill } from './find-fill.ts';
export { demoRoutes } from './routes.ts';
export { demoPassword, demoSignIns } from './sign-ins.ts';
