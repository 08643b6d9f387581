// SPDX-License-Identifier: Apache-2.0
/**
 * Whether somebody comes in: the gateway, E16, a helper outside, E19 to E21, and this machine by the
 * external address, E22.
 */
@NullMarked
package org.postern.doctor.port.inbound;

import org.jspecify.annotations.NullMarked;
