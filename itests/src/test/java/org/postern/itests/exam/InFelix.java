// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tests of the class run inside Felix, with all built bundles started and nothing searching by
 * itself. Each class has a framework of its own; its tests share it. Life-cycle methods run inside,
 * too; methods take no parameters.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InFelixExtension.class)
public @interface InFelix {}
