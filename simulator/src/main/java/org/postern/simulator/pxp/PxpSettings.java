// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

/**
 * Which protocols are spoken, and where.
 *
 * @param port 0: any
 * @param ipv6 whether PCP is spoken over IPv6 too
 */
public record PxpSettings(boolean pcp, boolean natPmp, int port, boolean ipv6) {}
