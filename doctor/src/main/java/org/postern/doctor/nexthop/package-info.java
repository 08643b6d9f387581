// SPDX-License-Identifier: Apache-2.0
/**
 * Who the default gateways are, and what they answer: E2, E4, E5 and E6. {@link
 * org.postern.doctor.nexthop.UdpProbe} comes before everything else that is sent, since routers
 * ration the ICMP messages by which they refuse.
 */
@NullMarked
package org.postern.doctor.nexthop;

import org.jspecify.annotations.NullMarked;
