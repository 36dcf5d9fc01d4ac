export { partnerKitJobs } from './jobs.ts';
export { logPartnerRequests } from './log-requests.ts';
export { developerPages } from './page-routes.ts';
export { rehearseFaults } from './rehearse.ts';
export { partnerKitRoutes } from './routes.ts';
export { sandboxCode } from './sandbox.ts';
