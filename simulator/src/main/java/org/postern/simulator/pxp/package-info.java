// SPDX-License-Identifier: Apache-2.0
/**
 * PCP (RFC 6887) and NAT-PMP (RFC 6886), which share a port and are told apart by their first byte,
 * so that "PxP" stands for both. They open ports in the table that UPnP has too. Where the standards
 * leave a choice, or routers do not follow them, the answers are those of miniupnpd 2.3.11.
 */
@NullMarked
package org.postern.simulator.pxp;

import org.jspecify.annotations.NullMarked;
