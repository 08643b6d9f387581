// SPDX-License-Identifier: Apache-2.0
/**
 * Opens ports over PCP in a warm JVM, beside a bare socket, portmapper and UPnP. {@code
 * benchmarks/peers} runs it in the router lab.
 */
@NullMarked
package org.postern.benchmarks.pcp;

import org.jspecify.annotations.NullMarked;
