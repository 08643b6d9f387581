// SPDX-License-Identifier: Apache-2.0
/**
 * One gateway under watch: {@link org.postern.igd.control.monitoring.MonitoredGateway} combines its
 * announcements, events and answers. Whatever suggests that it is not what it was is a {@link
 * org.postern.igd.control.monitoring.CheckReason}, and is settled by assessing the device again.
 */
@NullMarked
package org.postern.igd.control.monitoring;

import org.jspecify.annotations.NullMarked;
