// SPDX-License-Identifier: Apache-2.0
/**
 * From a device description to a gateway. A {@link
 * org.postern.igd.control.assessment.DeviceAssessor} reads the description of a device and asks its
 * WAN services for their status. The result is an {@link
 * org.postern.igd.control.assessment.Assessment}; lists of devices, candidates of a search and
 * gateways under watch are views of it.
 */
@NullMarked
package org.postern.igd.control.assessment;

import org.jspecify.annotations.NullMarked;
