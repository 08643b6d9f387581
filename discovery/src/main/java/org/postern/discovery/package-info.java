// SPDX-License-Identifier: Apache-2.0
/**
 * How Postern finds devices by itself: strategies that search by SSDP (UDA 1.1 section 1) or report
 * an address that an administrator configured, and a source of announcements.
 *
 * <p>Nothing here is exported. This package holds the services and their configuration, and {@link
 * org.postern.discovery.PlainStrategies} for use without OSGi. All that use the network share the
 * thread of {@link org.postern.discovery.loop.SsdpLoop}.
 */
@NullMarked
package org.postern.discovery;

import org.jspecify.annotations.NullMarked;
