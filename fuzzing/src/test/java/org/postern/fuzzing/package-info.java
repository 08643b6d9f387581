// SPDX-License-Identifier: Apache-2.0
/**
 * Coverage-guided fuzzing of everything that reads what devices send. What a reader promises is
 * checked beside it, in the package of its name, since most readers are private to theirs; here is
 * what feeds these checks: known inputs ({@code KnownInputsTest}), worst cases ({@code
 * WorstCasesTest}), and Jazzer ({@code FuzzIT}).
 */
@NullMarked
package org.postern.fuzzing;

import org.jspecify.annotations.NullMarked;
