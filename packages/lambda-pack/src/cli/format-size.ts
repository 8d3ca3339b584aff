export { formatShare, formatSize } from "@lambda-pack/model";
