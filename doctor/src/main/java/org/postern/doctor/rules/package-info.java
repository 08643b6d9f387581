// SPDX-License-Identifier: Apache-2.0
/**
 * Judges evidence: a table of small rules of which the first that holds names the cause. Pure, and
 * without words: what a rule tells are causes and facts.
 */
@NullMarked
package org.postern.doctor.rules;

import org.jspecify.annotations.NullMarked;
