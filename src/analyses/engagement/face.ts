export {chart} from './chart';
export {engagementShape as shape} from './shape';
export {texts} from './texts';
