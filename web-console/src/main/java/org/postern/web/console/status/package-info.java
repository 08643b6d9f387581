// SPDX-License-Identifier: Apache-2.0
/**
 * What is known of gateways, mappings, kept ports, devices and diagnoses, without waiting for the
 * network: as records, as JSON and as text. Start at {@link
 * org.postern.web.console.status.StatusReader}.
 */
@NullMarked
package org.postern.web.console.status;

import org.jspecify.annotations.NullMarked;
