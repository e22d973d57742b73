// The package's own decoder and Ajv with the package's own schemas give the same verdict on what both can read.

import { ajvErrors } from "PACKAGE/ajv";
import { events } from "PACKAGE";

for (const tag of Object.keys(events)) {
  if (ajvErrors({ TAG: tag }).length === 0) throw new Error(`${tag} alone is no event`);
}
if (ajvErrors(null).length === 0) throw new Error("null is no event");
