// SPDX-License-Identifier: Apache-2.0
/**
 * What was seen, as pure data. The collectors make it, the rules read it, and tests record it; each
 * part says where it could not be measured. E1 to E24 are the kinds of evidence.
 */
@NullMarked
package org.postern.doctor.evidence;

import org.jspecify.annotations.NullMarked;
