// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers about a keeper and its gateways, for monitoring: read without waiting for the network, and
 * written in the text format of Prometheus.
 */
@NullMarked
package org.postern.internal.monitoring;

import org.jspecify.annotations.NullMarked;
