export {chart} from './chart';
export {signupsShape as shape} from './shape';
export {texts} from './texts';
