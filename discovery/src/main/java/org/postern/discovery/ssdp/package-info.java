// SPDX-License-Identifier: Apache-2.0
/**
 * SSDP messages as text and as values (UDA 1.1 sections 1.2 and 1.3). No sockets, threads or
 * clocks. {@link org.postern.discovery.ssdp.SsdpCodec} is the entry.
 */
@NullMarked
package org.postern.discovery.ssdp;

import org.jspecify.annotations.NullMarked;
