// SPDX-License-Identifier: Apache-2.0
/**
 * Puts verdicts and evidence into words, without the options of any command. Each sentence is a
 * template with facts in it, so that the documentation can be checked against it.
 */
@NullMarked
package org.postern.doctor.wording;

import org.jspecify.annotations.NullMarked;
