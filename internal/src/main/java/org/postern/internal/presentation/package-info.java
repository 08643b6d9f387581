// SPDX-License-Identifier: Apache-2.0
/**
 * What the user interfaces show of gateways, mappings, kept ports, events and diagnoses: the same
 * names and forms everywhere. {@code docs/commands.md} lists the fields.
 */
@NullMarked
package org.postern.internal.presentation;

import org.jspecify.annotations.NullMarked;
