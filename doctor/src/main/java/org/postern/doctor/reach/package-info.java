// SPDX-License-Identifier: Apache-2.0
/**
 * Asks a helper outside, from time to time, whether the ports that a keeper keeps open are reached. It
 * reads what the keeper tells everybody, and keeping does not depend on it.
 */
@NullMarked
package org.postern.doctor.reach;

import org.jspecify.annotations.NullMarked;
