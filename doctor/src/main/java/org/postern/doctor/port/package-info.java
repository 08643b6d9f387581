// SPDX-License-Identifier: Apache-2.0
/**
 * Finds out about one port: what the gateway holds for it, whether it takes a mapping, who listens
 * here, and whether somebody can come in, E13 to E16 and E19 to E22. {@link
 * org.postern.doctor.port.PortCollector} is the entry.
 */
@NullMarked
package org.postern.doctor.port;

import org.jspecify.annotations.NullMarked;
