export {chart} from './chart';
export {lifecycleShape as shape} from './shape';
export {texts} from './texts';
