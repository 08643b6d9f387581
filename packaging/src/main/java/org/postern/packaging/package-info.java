// SPDX-License-Identifier: Apache-2.0
/**
 * Makes the texts of the packages while they are built: the scripts that start Postern, completions
 * for shells and the manual page. The last three are made of the definitions of the commands, so
 * that they never differ from what the commands take.
 */
@NullMarked
package org.postern.packaging;

import org.jspecify.annotations.NullMarked;
